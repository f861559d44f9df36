"""The weeks ahead: forecasts as fans, and how good they were."""
