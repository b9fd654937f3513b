// Draws what Dear ImGui painted (web/painting.cpp) with WebGL 2: one program, and one texture, the
// bitmap of text.js. Vertices are ImGui's: a place, a place in the texture, and a colour.

const vertexShader = `#version 300 es
uniform vec2 size;
layout(location=0) in vec2 place;
layout(location=1) in vec2 texel;
layout(location=2) in vec4 color;
out highp vec2 at;
out lowp vec4 tint;
void main() {
  at = texel;
  tint = color;
  gl_Position = vec4(place / size * 2. - 1., 0, 1) * vec4(1, -1, 1, 1);
}`;
const fragmentShader = `#version 300 es
uniform lowp sampler2D bitmap;
in highp vec2 at;
in lowp vec4 tint;
out lowp vec4 color;
void main() {
  color = tint * texture(bitmap, at);
}`;

export function createRenderer({page, core}) {
  const canvas = document.getElementById('canvas');
  let gl = null;
  let size = null;       // the uniform
  let isFresh = false;   // the texture has no content yet

  const makeProgram = () => {
    const program = gl.createProgram();
    [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]].forEach((pair) => {
      const shader = gl.createShader(pair[0]);
      gl.shaderSource(shader, pair[1]);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    });
    gl.linkProgram(program);
    gl.useProgram(program);
    size = gl.getUniformLocation(program, 'size');
    return gl.getProgramParameter(program, gl.LINK_STATUS);
  };

  const makeBuffers = () => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    [0, 1, 2].forEach((location) => gl.enableVertexAttribArray(location));
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 20, 0);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 20, 16);
  };

  const makeTexture = () => {
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    // Runs stand on whole pixels; the filter is for the moments in which a card moves.
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    isFresh = true;
  };

  return {
    // From C++. The first time, or after the context was lost and is back: the pixels that a side of
    // the canvas may have, 0 where there is no context. What it held before is gone with it. Nothing
    // else uses it, so what is set here stays.
    open: () => {
      gl = canvas.getContext('webgl2', {
        antialias: false,  // ImGui smooths its own edges
        depth: false,
        powerPreference: 'low-power',
      });
      if (!gl || !page.text.isThere() || !makeProgram()) return 0;
      makeBuffers();
      makeTexture();
      gl.enable(gl.BLEND);
      gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      return Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE),
        gl.getParameter(gl.MAX_RENDERBUFFER_SIZE), ...gl.getParameter(gl.MAX_VIEWPORT_DIMS));
    },
    // Resizing empties the canvas, so it is drawn in the same task. Browsers give less than was
    // asked for, or nothing, where memory is short: false then.
    begin: (width, height, ratio) => {
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      canvas.style.width = `${width / ratio}px`;
      canvas.style.height = `${height / ratio}px`;
      const isUploaded = page.text.upload(gl, isFresh);
      isFresh = false;
      if (gl.drawingBufferWidth !== width || gl.drawingBufferHeight !== height || !isUploaded ||
        gl.isContextLost()) {
        return false;
      }
      gl.viewport(0, 0, width, height);
      gl.uniform2f(size, width, height);
      gl.disable(gl.SCISSOR_TEST);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.SCISSOR_TEST);
      return true;
    },
    // The parts that follow are of this list.
    list: (vertices, vertexBytes, indices, count) => {
      const heap = core().HEAPU8;
      gl.bufferData(gl.ARRAY_BUFFER, heap.subarray(vertices, vertices + vertexBytes),
        gl.STREAM_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, heap.subarray(indices, indices + 2 * count),
        gl.STREAM_DRAW);
    },
    // `count` corners from the `first` on, inside a rectangle.
    part: (x, y, width, height, first, count) => {
      gl.scissor(x, canvas.height - y - height, width, height);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, 2 * first);
    },
  };
}
