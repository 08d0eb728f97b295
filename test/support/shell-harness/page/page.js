const { pushtray } = globalThis;

function show(state) {
  document.getElementById('summary').textContent = [state.verdict.findings[0].code, ...state.notices].join(
    ' ',
  );
}

pushtray.subscribe((name, body) => {
  if (name === 'state') show(body);
});
const opening = await pushtray.call('state.get', {});
show(opening.value);
