/**
 * Letting AI clients in by sign-in and consent (OAuth 2.1): clients, what a person allowed them,
 * and the interface of the server that decides it. Knows neither HTTP nor a database.
 */
@org.jspecify.annotations.NullMarked
package everthread.oauth;
