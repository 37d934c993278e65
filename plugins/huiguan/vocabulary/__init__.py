"""The closed lists that the package ships, one YAML file each; a club lays its own over them."""
