"""Mentions of people and organizations in one article, and the entity each refers to."""
