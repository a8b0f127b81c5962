"""The map as it is drawn here: projections, borders, sheets, symbols. No tile server, nothing fetched."""
