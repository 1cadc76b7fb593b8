package everthread.capture.read;

import everthread.conversation.Role;
import everthread.conversation.Utterance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Ids for messages to which a page gives none, the same whenever the same is seen: made from who
 * spoke, the letters and digits of what was said, and how often the same was said before. Where on
 * the page it stands does not count, since long chats are shown in part. Not thread-safe.
 */
public final class MadeUpId {
  private static final String MARK = "dom-";

  private final Map<String, Integer> seen = new HashMap<>();

  /** True for an id that no site gave. */
  public static boolean isMadeUp(String sourceId) {
    return sourceId.startsWith(MARK);
  }

  public String next(Role role, String text) {
    var said = role + "\n" + Utterance.key(text);
    int before = seen.merge(said, 1, Integer::sum) - 1;
    return MARK + hash(said + "\n" + before);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
