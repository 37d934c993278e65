"""Pages, feeds, cards and data as (path, bytes): the club in the shape that readers and their programs ask for."""
