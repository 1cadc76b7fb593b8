package everthread.ingest;

/** What goes on with an extraction job once the rules' facts are kept. Must not block. */
interface Afterwards {
  /** Nothing more is done. */
  Afterwards NOTHING = job -> false;

  /** Whether it takes the job over and will end it itself. */
  boolean takes(Job job);
}
