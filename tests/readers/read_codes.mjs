// Reads the QR code in each picture as a camera would: asks on its standard input {name: PNG in base64}, answers {name: text or null}.
import { readFileSync } from "node:fs";
import readCode from "jsqr";
import { PNG } from "pngjs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = Object.entries(asked).map(([name, picture]) => {
  const { data, width, height } = PNG.sync.read(Buffer.from(picture, "base64"));
  // A code is dark on light; a scanner that must not turn it round is the stricter one.
  const found = readCode(new Uint8ClampedArray(data), width, height, { inversionAttempts: "dontInvert" });
  return [name, found ? found.data : null];
});
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
