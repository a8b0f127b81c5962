# What a developer runs; .ci/run does the same in a clean environment.

default: test lint

test *ARGS:
    uv run pytest {{ARGS}}

lint:
    uv run ruff check .
    uv run ruff format --check .
    uv run mypy
    uv run lint-imports

gate:
    uv run python bench/gate.py

corpus:
    uv run python -m corpus.check
    uv run python -m corpus.pages

# Trains in its own environment; the package itself never needs torch.
train DATA="../shared/data":
    python3 -m venv train/.venv
    train/.venv/bin/pip install -q -r train/requirements.txt
    PYTHONPATH=.:src train/.venv/bin/python -m train --data {{DATA}} --all
