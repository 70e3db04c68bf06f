/** Works out the page's sum in a worker; resolves to what the form carries, or "" without one. */
export function workOut(root) {
  const place = root.querySelector("[data-sum]");
  if (!place || !window.Worker) return null;
  const sum = JSON.parse(place.dataset.sum);
  return new Promise((resolve) => {
    const worker = new Worker(place.dataset.worker);
    const end = (number) => {
      worker.terminate();
      const { algorithm, challenge, salt, signature } = sum;
      resolve(number < 0 ? "" : btoa(JSON.stringify({ algorithm, challenge, number, salt, signature })));
    };
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = () => end(-1);
    worker.postMessage(sum);
  });
}
