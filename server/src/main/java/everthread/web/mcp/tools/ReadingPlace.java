package everthread.web.mcp.tools;

import everthread.conversation.Branches;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.space.UuidText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where reading of a conversation goes on. On the wire: the id of the last message that was read,
 * or, where that one was broken off, {@code id@characters-read}.
 *
 * @param branch the messages that are read, first to last
 * @param index of the message to go on with
 * @param offset characters of it that were read before
 */
record ReadingPlace(List<StoredMessage> branch, int index, int offset) {
  private static final Pattern CURSOR = Pattern.compile("([0-9a-fA-F-]{36})(?:@([0-9]{1,9}))?");

  ReadingPlace {
    branch = List.copyOf(branch);
  }

  static ReadingPlace start(StoredConversation conversation) {
    return new ReadingPlace(conversation.activeBranch(), 0, 0);
  }

  /** Empty when the cursor names no message of the conversation. */
  static Optional<ReadingPlace> after(String cursor, StoredConversation conversation) {
    var match = CURSOR.matcher(cursor);
    if (!match.matches()) return Optional.empty();

    var offset = match.group(2);
    return UuidText.parse(match.group(1))
        .filter(id -> indexOf(id, conversation.messages()) >= 0)
        .map(
            id -> {
              var branch = branchOf(id, conversation);
              int index = indexOf(id, branch);
              return offset == null
                  ? new ReadingPlace(branch, index + 1, 0)
                  : new ReadingPlace(branch, index, Integer.parseInt(offset));
            });
  }

  /** The branch that is shown, or, for a message beside it, the newest one that leads through. */
  private static List<StoredMessage> branchOf(UUID id, StoredConversation conversation) {
    var shown = conversation.activeBranch();
    if (indexOf(id, shown) >= 0) return shown;
    var messages = conversation.messages();
    return Branches.to(messages, Branches.newestLeafBelow(messages, id));
  }

  private static int indexOf(UUID id, List<StoredMessage> messages) {
    return messages.stream().map(StoredMessage::id).toList().indexOf(id);
  }
}
