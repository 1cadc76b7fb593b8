package everthread.capture.read.chatgpt;

import everthread.capture.Capture;
import everthread.capture.read.Addresses;
import everthread.capture.read.MessageForest;
import everthread.capture.read.Reading;
import everthread.conversation.Conversation;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a capture tells of the conversation as a whole. */
record Told(
    Capture capture, @Nullable String title, @Nullable String model, @Nullable Instant createdAt) {
  private static final Pattern ID =
      Pattern.compile("/(?:c|backend-api/conversations?)/([A-Za-z0-9-]{8,64})(?=[/?#]|$)");
  private static final Pattern PROJECT = Pattern.compile("/g/g-p-[0-9a-f]+-([^/?#]+)");

  Reading reading(@Nullable String named, MessageForest forest, @Nullable String leaf) {
    var id = named != null ? named : idOf(capture);
    if (id == null) return new Reading.Drift("conversation id");
    var messages = forest.messages();
    return new Reading.Found(
        new Conversation(
            Site.CHATGPT,
            id,
            title,
            project(),
            Addresses.shown(capture.pageUrl(), id, "https://chatgpt.com/c/"),
            model,
            createdAt,
            messages,
            forest.keptAt(leaf)));
  }

  static @Nullable String idOf(Capture capture) {
    if (capture.conversationSourceId() != null) return capture.conversationSourceId();
    var inUrl = Addresses.find(ID, capture.url());
    return inUrl != null ? inUrl : Addresses.find(ID, capture.pageUrl());
  }

  /** Projects show their name in the address, in small letters with hyphens. */
  private @Nullable String project() {
    return Addresses.find(PROJECT, capture.pageUrl());
  }
}
