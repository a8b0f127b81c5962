"""The ontology as data: plover.toml and its loader."""
