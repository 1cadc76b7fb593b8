package everthread.web.page;

import everthread.conversation.Branches;
import everthread.conversation.Role;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.web.page.ConversationView.Branch;
import everthread.web.page.ConversationView.FactView;
import everthread.web.page.ConversationView.MessageView;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages of a conversation's page. Pure.
 *
 * @param facts by the message that they came from
 * @param arrivedAt the message that a link led to, null when none
 */
record MessageViews(
    StoredConversation conversation,
    Map<UUID, List<FactView>> facts,
    @Nullable UUID arrivedAt,
    FoundWords words,
    Dates dates) {

  MessageView of(StoredMessage message) {
    var typed = message.role() == Role.USER;
    var text = typed ? Folding.of(message.text()) : new Folding(message.text(), "");
    var arrived = message.id().equals(arrivedAt);
    var site = conversation.summary().site();
    var reasoning = message.reasoning() == null ? "" : message.reasoning();
    return new MessageView(
        "m-" + message.id(),
        typed,
        Speakers.name(message.role(), site, message.author()),
        SiteMark.of(site),
        dates.time(message.createdAt()),
        MessageHtml.of(text.head(), typed, words),
        reasoning.isBlank() ? "" : MessageHtml.of(reasoning, false, words),
        "Thought it over, in " + Counted.of(words(reasoning), "word"),
        text.pasted().isEmpty() ? "" : MessageHtml.of(text.pasted(), typed, words),
        text.label(),
        message.attachments().stream().map(file -> file.name()).toList(),
        message.complete() ? "" : stopped(message.text()),
        branch(message),
        arrived,
        Languages.of(message.text()),
        facts.getOrDefault(message.id(), List.of()));
  }

  private static long words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  private static String stopped(String text) {
    long words = words(text);
    if (words == 0) return "This answer was stopped before its first word.";
    return words == 1
        ? "This answer was stopped. The one word that came is kept."
        : "This answer was stopped. The " + words + " words that came are kept.";
  }

  private @Nullable Branch branch(StoredMessage message) {
    var siblings = Branches.siblings(conversation.messages(), message);
    if (siblings.size() < 2) return null;
    int index = siblings.indexOf(message);
    return new Branch(
        (index + 1) + " of " + siblings.size(),
        message.role() == Role.USER ? "edited" : "answered again",
        index == 0 ? "" : link(siblings.get(index - 1)),
        index == siblings.size() - 1 ? "" : link(siblings.get(index + 1)));
  }

  private String link(StoredMessage sibling) {
    var leaf = Branches.newestLeafBelow(conversation.messages(), sibling.id());
    return Address.of("/conversations/" + conversation.summary().id())
        .with("leaf", leaf.toString())
        .with("at", sibling.id().toString())
        .at("m-" + sibling.id())
        .toString();
  }
}
