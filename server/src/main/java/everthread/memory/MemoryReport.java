package everthread.memory;

import java.util.List;
import java.util.Map;

/** What of the memories may be untidy: every kind is a key. */
public record MemoryReport(Map<Kind, Section> sections) {
  public MemoryReport {
    sections = Map.copyOf(sections);
  }

  public enum Kind {
    /** The same statement again; of each, all but the one that rests on most. */
    DUPLICATE,
    /** Likely the same in other words; of each, all but the one that rests on most. */
    NEAR_DUPLICATE,
    /** Something newer took their place. */
    SUPERSEDED,
    /** Doubtful, waiting for a person's word. */
    IN_REVIEW,
    /** They hold what looks like a secret, kept before a rule knew it. */
    SECRET_LIKE,
    /** Counted for a month and never handed to an assistant or a program. */
    NEVER_RECALLED
  }

  /**
   * @param count how many would go if it were cleaned
   * @param examples a few of them, the newest first
   */
  public record Section(long count, List<Memory> examples) {
    public Section {
      examples = List.copyOf(examples);
    }
  }
}
