// Stable addresses: #/entity/ID, #/fact/ID, #/timeline. IDs have slashes, which stay readable.
(function (og) {
  "use strict";
  const encode = (id) => id.split("/").map(encodeURIComponent).join("/");
  og.entityAddress = (id) => "#/entity/" + encode(id);
  og.factAddress = (id) => "#/fact/" + encode(id);
  og.go = (address) => { location.hash = address; };
  og.where = () => {
    const found = /^#\/(entity|fact|timeline)(?:\/(.*))?$/s.exec(location.hash);
    if (!found) return { view: "home", id: null };
    try {
      return { view: found[1], id: found[2] ? decodeURIComponent(found[2]) : null };
    } catch (error) { // a broken escape in an address that somebody has typed
      return { view: found[1], id: found[2] };
    }
  };
})((globalThis.og = globalThis.og || {}));
