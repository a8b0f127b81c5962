// A page that waits for something asks again by itself.
"use strict";
if (document.querySelector("[data-again]")) setTimeout(() => location.reload(), 3000);
