-- Of many captures that are to be read again, some are put back at once; a job goes on behind them.
ALTER TABLE job DROP CONSTRAINT job_kind_check;
ALTER TABLE job ADD CONSTRAINT job_kind_check
  CHECK (kind IN ('READ', 'EXTRACT', 'ERASE_CONVERSATION', 'ERASE_MEMORY', 'SETTLE', 'READ_AGAIN',
    'READ_ALL_AGAIN'));
