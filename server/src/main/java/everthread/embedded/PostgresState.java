package everthread.embedded;

/** How PostgreSQL is doing under a running server. */
public sealed interface PostgresState {
  /** It answers on that port. */
  record Running(int port) implements PostgresState {}

  /**
   * It died and is being started again; connections fail until it is {@link Running}.
   *
   * @param attempt counted from 1
   */
  record Recovering(int attempt) implements PostgresState {}

  /** It died and could not be started again; nothing more is tried. */
  record Failed(LaunchException why) implements PostgresState {}

  /** It was stopped by {@link EmbeddedPostgres#close}. */
  record Stopped() implements PostgresState {}
}
