package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Tells one stream what its mailbox gets. */
final class Telling {
  /** How soon it is seen that a client has gone. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** So often something is sent, lest the connection be taken for dead. */
  private static final long QUIET_NANOS = Duration.ofSeconds(15).toNanos();

  /** Then the stream is ended, and a client opens another. */
  private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

  private Telling() {}

  /** Blocks until the client goes, may no longer hear it, or an hour is over. */
  static void run(Mailbox mailbox, Outlet outlet, UnaryOperator<ObjectNode> dress) {
    long begun = System.nanoTime();
    long told = begun;
    try {
      while (outlet.isOpen() && !mailbox.isClosed() && System.nanoTime() - begun < LONGEST_NANOS) {
        var news = mailbox.await(LOOK);
        boolean isQuiet = System.nanoTime() - told > QUIET_NANOS;
        if (news.isNone() && !isQuiet) continue;
        if (!outlet.isOpen() || !outlet.isWelcome()) {
          mailbox.giveBack(news);
          return;
        }
        if (news.isNone()) outlet.keepAlive();
        else messages(news).forEach(message -> outlet.send(dress.apply(message)));
        told = System.nanoTime();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<ObjectNode> messages(Mailbox.News news) {
    var messages = new ArrayList<ObjectNode>();
    if (news.list()) messages.add(Notifications.resourceListChanged());
    news.updated().forEach(uri -> messages.add(Notifications.resourceUpdated(uri)));
    return messages;
  }
}
