"""What a state has one of each, and the states that are called with an article."""

from typing import Final

# Names of what a state has one of; everything else is named by its own words.
INSTITUTIONS: Final = {
    "GOV": "Government of {}",
    "MIL": "Armed forces of {}",
    "COP": "Police of {}",
    "LEG": "Parliament of {}",
    "JUD": "Judiciary of {}",
    "SPY": "Intelligence services of {}",
    "OPP": "Opposition of {}",
}
ARTICLES: Final = dict.fromkeys(
    (
        "USA",
        "GBR",
        "ARE",
        "NLD",
        "PHL",
        "CAF",
        "COD",
        "DOM",
        "COG",
        "MDV",
        "BHS",
        "CZE",
        "GMB",
        "SYC",
        "COM",
        "MHL",
        "SLB",
    ),
    "the ",
)
