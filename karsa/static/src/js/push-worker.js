/** For the service worker: shows a notice and opens the page it leads to. It holds counts, never names. */
export function receives(worker) {
  worker.addEventListener("push", (event) => {
    const { title, body, url } = event.data.json();
    event.waitUntil(worker.registration.showNotification(title, { body, tag: "karsa", data: { url } }));
  });
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const { url } = event.notification.data;
    const opened = worker.clients.matchAll({ type: "window" }).then(async ([page]) => {
      if (!page) return worker.clients.openWindow(url);
      await page.navigate(url);
      return page.focus();
    });
    event.waitUntil(opened);
  });
}
