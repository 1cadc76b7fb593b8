package everthread.capture.read.gemini;

import everthread.capture.Capture;
import everthread.capture.read.Addresses;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Conversation;
import everthread.conversation.Site;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a capture tells of the conversation as a whole. */
record Told(Capture capture, @Nullable String title) {
  private static final Pattern ID =
      Pattern.compile("/(?:app|gem/[^/?#]+)/(?:c_)?([0-9a-fA-F]{8,64})(?=[/?#]|$)");

  Reading reading(@Nullable String named, MessageForest forest, @Nullable String leaf) {
    var id = named != null ? named : idOf(capture);
    if (id == null) return new Reading.Drift("conversation id");
    var shown = id.startsWith("c_") ? id.substring(2) : id;
    return new Reading.Found(
        new Conversation(
            Site.GEMINI,
            id,
            title,
            null,
            Addresses.shown(capture.pageUrl(), shown, "https://gemini.google.com/app/"),
            null,
            null,
            forest.messages(),
            forest.keptAt(leaf)));
  }

  /** With {@code c_} before it, as the site's own interface writes it. */
  static @Nullable String idOf(Capture capture) {
    var named = capture.conversationSourceId();
    if (named == null) named = Addresses.find(ID, capture.pageUrl());
    if (named == null) return null;
    return named.startsWith("c_") ? named : "c_" + named.toLowerCase(Locale.ROOT);
  }
}
