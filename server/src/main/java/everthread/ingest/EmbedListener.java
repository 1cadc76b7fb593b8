package everthread.ingest;

import java.time.Duration;

/** Is told how the reading of passages by a model goes. Must neither block nor throw. */
public interface EmbedListener {

  /** So many passages were turned into vectors. */
  void computed(int passages, Duration took);

  /** A text was put off, or set aside. @param why the kind of failure, never text of a chat */
  void failed(JobListener.End end, String why);

  /** The model, or the endpoint, could not be used at all. @param why a kind, as above */
  void away(String why);
}
