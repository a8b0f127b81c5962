"""Article -> Annotations: one encoder pass for each window of text, decoded under the codebook's rules."""
