'use strict';
// Loads TensorFlow and multiplies two matrices: exit 0 when the product is right.
const util = require('node:util');

util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';

const tf = require('@tensorflow/tfjs-node-gpu');

const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()[0];
if (product !== 11) {
  process.stderr.write(`matMul gave ${product} instead of 11\n`);
  process.exitCode = 1;
}
