package everthread.web.mcp.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A published revision of the Model Context Protocol that is spoken here; newest first. */
public enum Revision {
  V2026_07_28("2026-07-28"),
  V2025_11_25("2025-11-25"),
  V2025_06_18("2025-06-18"),
  V2025_03_26("2025-03-26"),
  V2024_11_05("2024-11-05");

  /** What initialize offers when the client asked for a revision that it cannot have. */
  public static final Revision NEWEST_WITH_HANDSHAKE = V2025_11_25;

  /** What a request without a version header is taken for, as 2025-06-18 and later say. */
  public static final Revision WITHOUT_HEADER = V2025_03_26;

  private final String date;

  Revision(String date) {
    this.date = date;
  }

  /** As it stands on the wire. */
  public String date() {
    return date;
  }

  /** True when every request says its own version; false when initialize agreed on it. */
  public boolean isStateless() {
    return this == V2026_07_28;
  }

  /** Only 2025-03-26 has JSON-RPC batches; 2025-06-18 took them out again. */
  public boolean hasBatches() {
    return this == V2025_03_26;
  }

  public static Optional<Revision> of(String date) {
    return Stream.of(values()).filter(revision -> revision.date.equals(date)).findFirst();
  }

  /** Every revision's date, newest first. */
  public static List<String> all() {
    return Stream.of(values()).map(Revision::date).toList();
  }
}
