package everthread.space;

import java.time.Instant;

/** A place of its own for conversations and memories; no space sees another's. */
public record Space(SpaceId id, String name, Instant createdAt) {}
