-- Every report moves a machine's deadline, which is indexed, and so leaves a dead entry behind: vacuum by count, not by share.
ALTER TABLE machines SET (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
-- One row, rewritten twice a second by every ingest process.
ALTER TABLE hub_pulse SET (fillfactor = 10, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
-- Large tables from which as much is deleted as is added: vacuum after two hundredths, not after a fifth, so that new rows
-- find the space of deleted ones.
ALTER TABLE samples SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
-- Every delivery is rewritten at each claim and at its end.
ALTER TABLE deliveries SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE delivery_attempts SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE incidents SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
-- Its large values are rewritten many times a day, and stand in a table of their own.
ALTER TABLE history SET (toast.autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05);
-- Rewritten every quarter of an hour.
ALTER TABLE history_marks SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
-- Few rows, rewritten all the time.
ALTER TABLE web_processes SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
ALTER TABLE worker_beats SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
ALTER TABLE leases SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
ALTER TABLE attempt_counts SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
