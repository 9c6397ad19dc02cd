"""Servers, browsers, small graphs and random documents that the tests share."""
