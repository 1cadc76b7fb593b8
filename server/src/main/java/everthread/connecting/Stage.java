package everthread.connecting;

/** The parts of connecting, in the order of a client that signs in. */
public enum Stage {
  /** It calls the MCP endpoint and may not come in. */
  DOOR,
  /** It reads what this server is (RFC 9728). */
  RESOURCE,
  /** It reads how the authorization server lets in (RFC 8414). */
  SERVER,
  /** It becomes known: by registering, or by its own document. */
  CLIENT,
  /** The person is asked. */
  CONSENT,
  /** It gets tokens, for a code or for a refresh token. */
  TOKEN,
  /** MCP's initialize or server/discover. */
  GREETING,
  /** tools/list. */
  TOOLS,
  /** Its first tools/call. */
  CALL,
  /** It ends its tokens. */
  END
}
