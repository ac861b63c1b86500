-- Who holds something over a unit is looked for at the places that reach it, and not among the grants of the whole country.
CREATE INDEX identity_grant_place ON identity_grant (place);
