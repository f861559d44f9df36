"""Orebook: what a metal cost, who said so, where the chain loses money, and who will yield first."""
