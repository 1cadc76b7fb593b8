package everthread.web.mcp.tools;

import everthread.conversation.StoredMessage;
import everthread.space.UuidText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where reading of a conversation goes on. On the wire: the id of the last message that was read,
 * or, where that one was broken off, {@code id@characters-read}.
 *
 * @param index of the message in the branch
 * @param offset characters of it that were read before
 */
record ReadingPlace(int index, int offset) {
  static final ReadingPlace START = new ReadingPlace(0, 0);

  static Optional<ReadingPlace> after(String cursor, List<StoredMessage> branch) {
    int at = cursor.indexOf('@');
    if (at < 0) {
      return indexOf(cursor, branch).map(index -> new ReadingPlace(index + 1, 0));
    }
    var digits = cursor.substring(at + 1);
    if (!digits.matches("[0-9]{1,9}")) return Optional.empty();
    int offset = Integer.parseInt(digits);
    return indexOf(cursor.substring(0, at), branch)
        .filter(index -> offset < branch.get(index).text().length())
        .map(index -> new ReadingPlace(index, offset));
  }

  private static Optional<Integer> indexOf(String id, List<StoredMessage> branch) {
    return UuidText.parse(id).flatMap(wanted -> indexOf(wanted, branch));
  }

  private static Optional<Integer> indexOf(UUID id, List<StoredMessage> branch) {
    for (int index = 0; index < branch.size(); index++) {
      if (branch.get(index).id().equals(id)) return Optional.of(index);
    }
    return Optional.empty();
  }
}
