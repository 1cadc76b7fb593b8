package everthread.memory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a memory.
 *
 * @param versions what it was before, oldest first; empty when it never changed
 * @param evidence the messages that state it, in the order in which they were said; empty for one
 *     that was written down
 * @param successor what took its place, null while it holds or when that is gone
 * @param supersedes what it took the place of, newest first
 */
public record MemoryHistory(
    Memory memory,
    List<Version> versions,
    List<Evidence> evidence,
    @Nullable Memory successor,
    List<Memory> supersedes) {
  public MemoryHistory {
    versions = List.copyOf(versions);
    evidence = List.copyOf(evidence);
    supersedes = List.copyOf(supersedes);
  }

  /**
   * What it was until {@code until}.
   *
   * @param number from 1
   */
  public record Version(
      int number,
      String content,
      @Nullable String title,
      List<String> tags,
      MemoryFilter.State state,
      Instant until) {
    public Version {
      tags = List.copyOf(tags);
    }
  }

  /** A message that states it. */
  public record Evidence(
      UUID conversationId,
      UUID messageId,
      String messageSourceId,
      @Nullable String author,
      String quote,
      Instant saidAt) {}
}
