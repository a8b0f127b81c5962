"""Annotations -> resolved Annotations: who, where and when, from tables shipped as data."""
