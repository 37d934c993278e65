"""The search index: folded terms in shards, a lexicon, records and facets, all static files."""
