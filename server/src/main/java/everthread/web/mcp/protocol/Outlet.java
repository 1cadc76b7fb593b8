package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The way to the client while its request is under way. Thread-safe. */
public interface Outlet {
  /** Of a client that takes one JSON object and nothing before it. */
  Outlet NONE =
      new Outlet() {
        @Override
        public boolean isOpen() {
          return false;
        }

        @Override
        public void send(ObjectNode message) {}
      };

  /** False when nothing can be said before the answer, or the client has gone. */
  boolean isOpen();

  /** Whether who asked may still hear what is theirs: a key can end while its stream is open. */
  default boolean isWelcome() {
    return isOpen();
  }

  /** Opens the stream before there is anything to say, since a long wait begins. */
  default void begin() {}

  /** Sends something that says nothing. */
  default void keepAlive() {}

  /** Sends a notification, or a request of ours, ahead of the answer; nothing once closed. */
  void send(ObjectNode message);
}
