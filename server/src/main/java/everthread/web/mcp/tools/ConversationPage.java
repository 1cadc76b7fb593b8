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

  /**
   * A message or a part of one.
   *
   * @param number of the message in the branch, from 1
   */
  record Passage(StoredMessage message, int number, int from, int to) {
    boolean isWhole() {
      return from == 0 && to == message.text().length();
    }

    String text() {
      return message.text().substring(from, to);
    }
  }

  static ConversationPage of(List<StoredMessage> branch, ReadingPlace place, int limit) {
    var passages = new ArrayList<Passage>();
    int left = CHARACTERS;
    int offset = place.offset();
    for (int index = place.index(); index < branch.size(); index++) {
      var message = branch.get(index);
      boolean tight = message.text().length() - offset > left && left < SCRAP;
      if (passages.size() == limit || tight) {
        return new ConversationPage(passages, branch.get(index - 1).id().toString());
      }
      int end = Cut.end(message.text(), offset, left);
      passages.add(new Passage(message, index + 1, offset, end));
      if (end < message.text().length()) {
        return new ConversationPage(passages, message.id() + "@" + end);
      }
      left -= end - offset;
      offset = 0;
    }
    return new ConversationPage(passages, null);
  }
}
