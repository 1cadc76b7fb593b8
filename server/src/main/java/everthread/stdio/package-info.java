/**
 * MCP on standard input and output: a bridge to a server's HTTP endpoint, started by AI clients. It
 * has to be ready at once, so nothing of the server is loaded here, and no log but {@link
 * everthread.stdio.Log}.
 */
package everthread.stdio;
