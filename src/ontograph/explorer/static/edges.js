// How sigma draws lines: its curve, with dashes and an arrowhead, which the build of sigma that this page holds has not.
(function (og) {
  "use strict";

  // A change of a shader's text; that of another sigma would have other words.
  function change(text, from, to) {
    if (!text.includes(from)) throw new Error("sigma's shader lacks: " + from);
    return text.replace(from, to);
  }

  const VARYINGS = "varying float v_targetSize;\nvarying vec2 v_targetPoint;\nuniform float u_head;\nuniform float u_wide;\n";

  // The distance along the chord cuts dashes. For the pointer the curve is whole, and some pixels wider than it is drawn.
  function fragment(text, [length, gap]) {
    return change(change(text, "void main(void) {", VARYINGS + "void main(void) {"), `float halfThickness = thickness / 2.0;
  if (dist < halfThickness) {`, `
  float toTarget = length(gl_FragCoord.xy - v_targetPoint) - v_targetSize;
  bool inHead = u_head > 0.0 && toTarget < thickness * u_head;
  if (inHead) thickness *= max(toTarget, 0.0) / (thickness * u_head) * u_wide;
  float halfThickness = thickness / 2.0;
  vec2 chord = v_cpC - v_cpA;
  float along = dot(gl_FragCoord.xy - v_cpA, chord) / max(length(chord), 1.0);
  bool inGap = !inHead && mod(along, ${(length + gap).toFixed(1)}) > ${length.toFixed(1)};
  #ifdef PICKING_MODE
  inGap = false;
  halfThickness += 3.0;
  #endif
  if (dist < halfThickness && !inGap) {`);
  }

  // The area that is painted: as wide as the head, on either side of the chord.
  function vertex(text) {
    const changed = change(text, "void main() {", "attribute float a_targetSize;\n" + VARYINGS + "void main() {");
    return change(change(changed, "(boundingBoxThickness / 2.0 + sign(boundingBoxThickness) * (curveThickness + epsilon)) *\n    max(0.0, a_direction)",
      "(max(0.0, a_direction) * boundingBoxThickness / 2.0 + sign(boundingBoxThickness) * (curveThickness * max(u_wide, 2.0) + epsilon))"),
    "v_cpC = viewportTarget;", `v_cpC = viewportTarget;
  v_targetSize = a_targetSize * u_pixelRatio / u_sizeRatio;
  v_targetPoint = viewportTarget;`);
  }

  // A program for lines with such dashes; head: null or the ratios of its length and width to the line's thickness.
  function curve(dashes, head) {
    return class extends Sigma.rendering.EdgeCurveProgram {
      getDefinition() {
        const found = super.getDefinition(), size = { name: "a_targetSize", size: 1, type: WebGLRenderingContext.FLOAT };
        return {
          ...found, ATTRIBUTES: [size, ...found.ATTRIBUTES], UNIFORMS: [...found.UNIFORMS, "u_head", "u_wide"],
          VERTEX_SHADER_SOURCE: vertex(found.VERTEX_SHADER_SOURCE), FRAGMENT_SHADER_SOURCE: fragment(found.FRAGMENT_SHADER_SOURCE, dashes),
        };
      }
      processVisibleItem(id, at, source, target, data) {
        this.array[at] = target.size;
        super.processVisibleItem(id, at + 1, source, target, data);
      }
      setUniforms(params, program) {
        super.setUniforms(params, program);
        program.gl.uniform1f(program.uniformLocations.u_head, head ? head.lengthToThicknessRatio : 0);
        program.gl.uniform1f(program.uniformLocations.u_wide, head ? head.widenessToThicknessRatio : 0);
      }
    };
  }

  // By type of edge: each certainty, and "line" for many certain ones (cheap to draw); each with " arrow" and without.
  og.edgePrograms = (dashes, head) => {
    const { EdgeLineProgram, createEdgeArrowHeadProgram, createEdgeCompoundProgram } = Sigma.rendering;
    const found = { line: EdgeLineProgram, "line arrow": createEdgeCompoundProgram([EdgeLineProgram, createEdgeArrowHeadProgram(head)]) };
    for (const [name, lengths] of Object.entries(dashes)) {
      found[name] = curve(lengths, null);
      found[name + " arrow"] = curve(lengths, head);
    }
    return found;
  };
})((globalThis.og = globalThis.og || {}));
