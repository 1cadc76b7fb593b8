package everthread.web.mcp.tools;

import everthread.conversation.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As much of a conversation as goes into one answer. What does not fit is never lost: a long
 * message is broken off and read on from there.
 *
 * @param next the cursor that reads on, null at the end
 */
record ConversationPage(List<Passage> passages, @Nullable String next) {
  /** About 6,000 tokens. */
  private static final int CHARACTERS = 24_000;

  /** A rest of the budget that is too small to begin a message in. */
  private static final int SCRAP = 1_000;

  ConversationPage {
    passages = List.copyOf(passages);
  }

  /**
   * A message or a part of one.
   *
   * @param number of the message in the branch, from 1
   * @param whole the message's text as it may be shown
   */
  record Passage(StoredMessage message, int number, String whole, int from, int to) {
    boolean isWhole() {
      return from == 0 && to == whole.length();
    }

    String text() {
      return whole.substring(from, to);
    }
  }

  /** Texts are made fit to be shown before they are broken off: a break could hide a secret. */
  static ConversationPage of(
      List<StoredMessage> branch, ReadingPlace place, int limit, Recall recall) {
    var passages = new ArrayList<Passage>();
    int left = CHARACTERS;
    int offset = place.offset();
    for (int index = place.index(); index < branch.size(); index++) {
      var message = branch.get(index);
      if (passages.size() == limit) return upTo(branch.get(index - 1), passages);

      var whole = recall.text(message.text());
      int from = Math.min(offset, whole.length());
      if (whole.length() - from > left && left < SCRAP) {
        return upTo(branch.get(index - 1), passages);
      }
      int to = Cut.end(whole, from, left);
      passages.add(new Passage(message, index + 1, whole, from, to));
      if (to < whole.length()) return new ConversationPage(passages, message.id() + "@" + to);
      left -= to - from;
      offset = 0;
    }
    return new ConversationPage(passages, null);
  }

  private static ConversationPage upTo(StoredMessage last, List<Passage> passages) {
    return new ConversationPage(passages, last.id().toString());
  }
}
