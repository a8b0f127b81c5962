"""Bytes of a news page in, an Article out: headline, dates, body and furniture, each with its span."""
