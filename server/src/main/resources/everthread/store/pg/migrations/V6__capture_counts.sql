-- Counts of captures and when the last came, for each site: read from this index alone, so that
-- the status of a space with years of captures costs no look at the captures themselves.
CREATE INDEX capture_by_time ON capture (space_id, site, received_at);
