/**
 * Letting AI clients in by the access tokens of an issuer that the owner named: its keys, what
 * makes a token good, and where clients are told to go.
 */
@org.jspecify.annotations.NullMarked
package everthread.web.issuer;
