/** Has a server keep the one conversation that the tests look for; one that says "later" (503) is asked again, as by any client. */
export async function seed(address, key) {
  const request = {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      site: 'claude',
      source_id: 'kitchen',
      title: 'In the kitchen',
      messages: [
        { source_id: 'u', role: 'user', text: "I'm allergic to peanuts. What can I cook?" },
        { source_id: 'a', role: 'assistant', text: 'Rice, without peanuts.' },
      ],
    }),
  };
  for (;;) {
    const answer = await fetch(`${address}/v1/conversations`, request);
    if (answer.ok) return;
    if (answer.status !== 503) throw new Error(`the conversation was not kept: ${answer.status} ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 1)));
  }
}
