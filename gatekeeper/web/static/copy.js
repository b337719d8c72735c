// Copies what stands in a field; where the browser does not let us, it is selected for the finger.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied. Paste it into a message to the trip's leader.";
    } catch {
      said.textContent = "It is selected: copy it from the menu of your device.";
    }
  });
}
