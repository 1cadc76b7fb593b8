package everthread.capture.read;

import everthread.conversation.Conversation;

/** What a reader made of a capture. */
public sealed interface Reading {

  /** A conversation, or the part of one that this capture tells. */
  record Found(Conversation conversation) implements Reading {}

  /** Belongs to the site but tells nothing to keep, such as a title frame alone. */
  record Nothing() implements Reading {}

  /** The chat is one that must not be kept; the code is temporary_chat or do_not_remember. */
  record Forbidden(String code) implements Reading {}

  /** The site no longer looks as known; {@code missing} names the landmark, never chat text. */
  record Drift(String missing) implements Reading {}
}
