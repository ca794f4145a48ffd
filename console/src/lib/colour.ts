/** What a colour token is right now, for canvas, which cannot read `var()` or `light-dark()`. */
export function colourOf(token: string, alpha = 1): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  probe.hidden = true;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  if (alpha === 1) return colour;
  return colour.replace(/^rgba?\(([^)]+)\)$/, (_, parts: string) => {
    const [r, g, b] = parts.split(/[,\s]+/);
    return `rgba(${r}, ${g}, ${b}, ${alpha})`;
  });
}
