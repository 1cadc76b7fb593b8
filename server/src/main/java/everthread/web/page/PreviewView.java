package everthread.web.page;

import java.util.List;

/**
 * A hit in its context, beside the list.
 *
 * @param place such as "message 6 of 10"; empty for a memory written by hand
 * @param turns the message with what stands before and after it; empty for a memory by hand
 * @param fact the memory, when one is shown
 * @param facts such as "4 memories from this chat", empty when there are none
 */
public record PreviewView(
    String heading,
    SiteMark site,
    String when,
    String place,
    List<Turn> turns,
    String fact,
    String open,
    String original,
    String originalHost,
    String facts,
    String factsLink) {
  public PreviewView {
    turns = List.copyOf(turns);
  }

  /**
   * @param html safe HTML @param found whether it is the hit itself
   */
  public record Turn(String who, String time, String html, boolean found, String language) {}
}
