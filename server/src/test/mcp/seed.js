/** Has a server keep the one conversation that the tests look for. */
export async function seed(address, key) {
  const answer = await fetch(`${address}/v1/conversations`, {
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
  });
  if (!answer.ok) throw new Error(`the conversation was not kept: ${answer.status}`);
}
