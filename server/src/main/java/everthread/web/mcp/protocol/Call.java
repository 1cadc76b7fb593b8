package everthread.web.mcp.protocol;

import everthread.space.Principal;

/** A request with all that came with it. */
record Call(Principal caller, Message.Request request, MirroredHeaders headers, Outlet outlet) {}
