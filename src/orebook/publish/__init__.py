"""What leaves the house: licences, releases, corrections."""
